// The builder's page: choices at the left, the preview and the address at the right, the host's state above.

import type { LiveData } from '#view/live-data.ts';
import { Address } from './address.tsx';
import { Glyph } from './glyphs.tsx';
import { Options } from './options.tsx';
import { OverlayPicker } from './overlay-picker.tsx';
import { Preview } from './preview.tsx';
import { ThemePicker } from './theme-picker.tsx';

export function Builder({ data }: { data: LiveData }) {
  const { demo } = data.host.value;
  return (
    <>
      <header class="top">
        <span class="mark">tracord</span>
        <h1>Overlay builder</h1>
        <span class="states">
          {demo && <span class="state demo">DEMO</span>}
          <HostState data={data} />
        </span>
      </header>
      <main>
        <div class="choices">
          <OverlayPicker />
          <ThemePicker />
          <Options />
        </div>
        <div class="result">
          <Preview demo={demo} />
          <Address />
        </div>
      </main>
    </>
  );
}

function HostState({ data }: { data: LiveData }) {
  const now = data.nowPlaying.value.track;
  if (data.connected.value === false) {
    return (
      <span class="state away" role="status">
        <Glyph name="unplug" />
        Host away. Overlays keep the last track; looking again every 2 s.
      </span>
    );
  }
  if (data.connected.value === undefined) {
    return (
      <span class="state" role="status">
        Looking for the host
      </span>
    );
  }
  return (
    <span class="state" role="status">
      <Glyph name="ok" />
      {now === undefined ? (
        'Host connected, nothing on air'
      ) : (
        <>
          On air:{' '}
          <b dir="auto">
            {now.masked ? 'ID – ID' : [now.display.artist, now.display.title].filter(Boolean).join(' – ')}
          </b>
        </>
      )}
    </span>
  );
}
