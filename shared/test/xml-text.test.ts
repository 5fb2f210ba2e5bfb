import { expect, it } from 'vitest';
import { escapeAttribute, escapeXml } from '../src/xml-text.ts';

it('leaves no character that means something in markup', () => {
  expect(escapeXml(`<a b="c" d='e'>&amp;夜`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;夜');
});

it('leaves apostrophes in an attribute', () => {
  expect(escapeAttribute(`Don't "stop" <& go>`)).toBe(`Don't &quot;stop&quot; &lt;&amp; go&gt;`);
});
