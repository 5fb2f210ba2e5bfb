// The address to take to OBS, the size of the source, and what to do there.

import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { address, hasSide, isAtTop, params, sourceSize } from './choices.ts';
import { Glyph } from './glyphs.tsx';

const COPIED_MS = 2_500;

/** 'copied' for a while after a copy; 'by-hand' where the browser does not let a page write the clipboard. */
const copyState = signal<'idle' | 'copied' | 'by-hand'>('idle');
let idleTimer: ReturnType<typeof setTimeout> | undefined;

export function Address() {
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    clearTimeout(idleTimer);
    try {
      await navigator.clipboard.writeText(address.value);
      copyState.value = 'copied';
    } catch (refused) {
      console.warn('the clipboard is closed to this page', refused);
      field.current?.select();
      copyState.value = 'by-hand';
    }
    idleTimer = setTimeout(() => {
      copyState.value = 'idle';
    }, COPIED_MS);
  };
  const { width, height } = sourceSize.value;
  return (
    <section class="panel address" aria-labelledby="address-head">
      <header>
        <h2 id="address-head">Browser source</h2>
        <span class="count">
          {width} × {height}
        </span>
      </header>
      <div class="copy">
        <input
          ref={field}
          aria-label="Address of the overlay"
          readOnly
          value={address.value}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="main" onClick={copy}>
          <Glyph name={copyState.value === 'copied' ? 'tick' : 'copy'} />
          <span aria-live="polite">
            {copyState.value === 'copied' ? 'Copied' : copyState.value === 'by-hand' ? 'Press Ctrl C' : 'Copy address'}
          </span>
        </button>
      </div>
      <ol class="steps">
        <li>
          In OBS: <b>Sources, +, Browser</b>. Paste the address.
        </li>
        <li>
          Width <b class="number">{width}</b>, height <b class="number">{height}</b>. Any other size works too: the
          overlay fits itself in.
        </li>
        <li>
          Put it {hasSide.value ? `96 px from the ${params.value.align} edge` : 'at the left edge'}, 54 px{' '}
          {isAtTop.value ? 'below the top' : 'above the foot'} of the picture.
        </li>
        <li>
          Leave <b>Shutdown source when not visible</b> and <b>Refresh browser when scene becomes active</b> off.
        </li>
      </ol>
    </section>
  );
}
