// The list of themes; one is chosen. Arrow keys move, as in any group of radio buttons.

import { recommendedSize } from '#view/stage-size.ts';
import { choose, overlay, params, THEME_INFO } from './choices.ts';
import { Sketch } from './glyphs.tsx';

export function ThemePicker() {
  return (
    <section class="panel" aria-labelledby="theme-head">
      <header>
        <h2 id="theme-head">Theme</h2>
        <span class="count">{THEME_INFO.length}</span>
      </header>
      <div class="themes" role="radiogroup" aria-labelledby="theme-head">
        {THEME_INFO.map(({ name, title, says }) => {
          const size = recommendedSize(name, overlay.value, params.value.requester);
          return (
            <label key={name} class={params.value.theme === name ? 'theme chosen' : 'theme'}>
              <input
                type="radio"
                name="theme"
                value={name}
                checked={params.value.theme === name}
                onChange={() => choose({ theme: name })}
              />
              <Sketch theme={name} />
              <span class="words">
                <b>{title}</b>
                <span>{says}</span>
              </span>
              <span class="size">
                {size.width} × {size.height}
              </span>
            </label>
          );
        })}
      </div>
    </section>
  );
}
