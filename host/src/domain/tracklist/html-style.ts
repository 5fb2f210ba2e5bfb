// How the page of a tracklist looks: flat blocks, one bar, one accent, by day and by night, on a phone and on paper.

export const PAGE_STYLE = `
:root{color-scheme:dark light;--bg:#08090b;--s1:#121418;--s2:#1a1d22;--s3:#242830;--t1:#f2f3f5;--t2:#b4b9c2;--t3:#9097a3;--line:#2a2e36;--accent:#c9f23d;--bar:#c9f23d}
@media (prefers-color-scheme:light){:root{--bg:#e9eae6;--s1:#fff;--s2:#f3f4f0;--s3:#e4e6e0;--t1:#15181b;--t2:#464c55;--t3:#5f6671;--line:#e4e6e0;--accent:#485c00;--bar:#c9f23d}}
*{box-sizing:border-box;margin:0}
body{background:var(--bg);color:var(--t1);font:400 16px/1.35 'Sofia Sans','Manrope','Noto Sans JP','Hiragino Sans','Yu Gothic UI','Noto Sans Arabic','Segoe UI',system-ui,sans-serif;padding:32px 16px;-webkit-text-size-adjust:100%}
main{max-width:840px;margin:0 auto}
header{background:var(--s1);border-left:6px solid var(--bar);border-radius:0 6px 0 0;padding:24px}
h1{font-size:34px;line-height:1.1;font-weight:800;letter-spacing:-.02em;overflow-wrap:anywhere}
header p{color:var(--t2);margin-top:8px}
header .who{color:var(--t1);font-size:20px;font-weight:600}
ol{list-style:none;padding:0;background:var(--s1);border-radius:0 0 6px 6px;overflow:hidden}
li{display:grid;grid-template-columns:72px 56px minmax(0,1fr) auto;gap:16px;align-items:center;padding:8px 24px 8px 16px;border-top:1px solid var(--line);break-inside:avoid}
time{color:var(--t2);text-align:right;font-variant-numeric:tabular-nums}
.cover{width:56px;height:56px;display:block;border-radius:3px;object-fit:cover}
.title,.artist{text-align:left}
.title{font-weight:700;font-size:17px;overflow-wrap:anywhere;unicode-bidi:isolate}
.artist{color:var(--t2);overflow-wrap:anywhere;unicode-bidi:isolate}
.id .title{color:var(--t2)}
.facts{display:flex;gap:8px;align-items:center;justify-content:flex-end;font-size:14px;color:var(--t2);font-variant-numeric:tabular-nums}
.facts b{background:var(--s3);color:var(--t1);border-radius:3px;padding:2px 8px;min-width:40px;text-align:center}
.bpm{min-width:32px;text-align:right}
.label{color:var(--t2);max-width:180px;text-align:right;overflow-wrap:anywhere}
.empty{display:block;padding:24px;color:var(--t2)}
footer{color:var(--t3);font-size:14px;padding:16px 24px}
@media (max-width:700px){body{padding:0}header{padding:24px 16px;border-radius:0}h1{font-size:28px}ol{border-radius:0}li{grid-template-columns:58px 48px minmax(0,1fr);gap:4px 12px;padding:10px 16px 10px 8px;align-items:start}li.id{align-items:center}.cover{width:48px;height:48px}.cover,time{grid-row:1/span 2}.facts{grid-column:3;justify-content:flex-start;flex-wrap:wrap}.facts b{min-width:0}.bpm{min-width:0}.label{order:3;max-width:none;text-align:left}footer{padding:16px}}
@media print{:root{--bg:#fff;--s1:#fff;--s3:#fff;--t1:#000;--t2:#222;--t3:#444;--line:#bbb}body{padding:0;font-size:11pt}header{padding:0 0 12px 12px}li{padding:4px 0;grid-template-columns:64px 40px minmax(0,1fr) auto}.cover{width:40px;height:40px}.facts b{border:1px solid #bbb}.cover,header{print-color-adjust:exact;-webkit-print-color-adjust:exact}footer{padding:12px 0}}
`;
