// Which overlay the address is for. Arrow keys move, as in any group of radio buttons.

import { OVERLAY_INFO, overlay } from './choices.ts';

export function OverlayPicker() {
  return (
    <section class="panel overlay-panel" aria-labelledby="overlay-head">
      <header>
        <h2 id="overlay-head">Overlay</h2>
        <span class="count">{OVERLAY_INFO.length}</span>
      </header>
      <div class="overlays" role="radiogroup" aria-labelledby="overlay-head">
        {OVERLAY_INFO.map(({ name, title, says }) => (
          <label key={name}>
            <input
              type="radio"
              name="overlay"
              value={name}
              checked={overlay.value === name}
              onChange={() => {
                overlay.value = name;
              }}
            />
            <span class="words">
              <b>{title}</b>
              <span>{says}</span>
            </span>
          </label>
        ))}
      </div>
    </section>
  );
}
