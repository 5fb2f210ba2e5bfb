// The desk's glyphs and the small pictures of the themes, as flat drawings in the current colour.

import type { ThemeName } from '#view/params.ts';

export type GlyphName = 'tick' | 'ok' | 'unplug' | 'replay' | 'copy';

const PATHS: Record<GlyphName, preact.JSX.Element> = {
  tick: <path d="M2.5 12.5l6.6 6.8L21.5 5" fill="none" stroke="currentColor" stroke-width="4.4" />,
  ok: (
    <>
      <circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="3" />
      <path d="M7 12.3l3.6 3.7 6.6-7.6" fill="none" stroke="currentColor" stroke-width="3.2" />
    </>
  ),
  unplug: <path d="M0 10.3h4V5h7v2.2h3.6v3.2H11v3.2h3.6v3.2H11V19H4v-5.3H0zM18 5h6v14h-6z" fill="currentColor" />,
  replay: (
    <>
      <path d="M8.5 8.5H15a5.6 5.6 0 0 1 0 11.4H6" fill="none" stroke="currentColor" stroke-width="3.8" />
      <path d="M10 1.6v13.6L1.6 8.4z" fill="currentColor" />
    </>
  ),
  copy: <path d="M2 2h14v4h-3V5H5v10h1v3H2zM8 8h14v14H8z" fill="currentColor" />,
};

export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}

/** 96 × 54: the shape of a theme in a stream's picture. */
const SKETCHES: Record<ThemeName, preact.JSX.Element> = {
  plate: (
    <>
      <path d="M6 32h54a5 5 0 0 1 5 5v10H6z" fill="#0B0C0E" />
      <path d="M6 32h3v15H6z" fill="#3FD08C" />
      <path d="M9 32h15v15H9z" fill="#E8643C" />
      <path d="M28 35h30v4H28zM28 42h18v3H28z" fill="#F2F3F5" />
    </>
  ),
  strip: (
    <>
      <path d="M0 38h96v10H0z" fill="#0B0C0E" />
      <path d="M6 38h10v10H6z" fill="#E8643C" />
      <path d="M16 38h22v10H16z" fill="#F4F2EC" />
      <path d="M20 42h14v3H20z" fill="#0B0C0E" />
      <path d="M43 41h30v4H43z" fill="#F2F3F5" />
      <path d="M86 41h3v4h-3z" fill="#3FD08C" />
    </>
  ),
  sleeve: (
    <>
      <circle cx="31" cy="20" r="14" fill="#0B0C0E" />
      <circle cx="31" cy="20" r="9.5" fill="none" stroke="#3FD08C" stroke-width="1.6" />
      <path d="M6 6h28v28H6z" fill="#E8643C" />
      <path d="M6 34h38v14H6z" fill="#F1ECE0" />
      <path d="M10 37h24v4H10zM10 43h14v3H10z" fill="#17130E" />
    </>
  ),
  bare: (
    <g stroke="#000" stroke-width="2">
      <path d="M7 28h24v5H7z" fill="#C5F1DD" />
      <path d="M7 38h54v8H7z" fill="#fff" />
    </g>
  ),
  label: (
    <>
      <path d="M6 30h17v17H6z" fill="#150B05" />
      <path d="M9 33h6v3H9zM9 39h11v5H9z" fill="#FF7A3D" />
      <path d="M23 30h48v17H23z" fill="#FF7A3D" />
      <path d="M27 33h38v6H27zM27 41h22v3H27z" fill="#150B05" />
    </>
  ),
};

export function Sketch({ theme }: { theme: ThemeName }) {
  return (
    <svg class="sketch" viewBox="0 0 96 54" aria-hidden="true">
      <rect width="96" height="54" fill="#3A4150" />
      {SKETCHES[theme]}
    </svg>
  );
}
