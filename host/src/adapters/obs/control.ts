// What can be asked of OBS: scenes, sources, the recording, the stream, chapters. Nothing is asked unless the DJ or a rule of the
// DJ's wants it; the stream is started and stopped by the DJ's command alone.

import type { OutputKind } from '@tracord/shared/sets.ts';
import type { ObsLink } from './link.ts';
import { type ChapterAnswer, type OutputAnswer, OutputsControl } from './outputs-control.ts';
import {
  type SceneAnswer,
  ScenesControl,
  type SceneWish,
  type SourceAnswer,
  type SourceWish,
} from './scenes-control.ts';

export type ObsControlParts = {
  link: ObsLink;
  /** Called before a recording or stream is stopped by us. */
  expectStop: (kind: OutputKind) => void;
};

export class ObsControl {
  readonly #scenes: ScenesControl;
  readonly #outputs: OutputsControl;

  constructor({ link, expectStop }: ObsControlParts) {
    this.#scenes = new ScenesControl(link);
    this.#outputs = new OutputsControl({ link, expectStop });
  }

  setScene(wish: SceneWish): Promise<SceneAnswer> {
    return this.#scenes.setScene(wish);
  }

  showSource(wish: SourceWish): Promise<SourceAnswer> {
    return this.#scenes.showSource(wish);
  }

  setRecording(on: boolean): Promise<OutputAnswer> {
    return this.#outputs.set('recording', on);
  }

  setStream(on: boolean): Promise<OutputAnswer> {
    return this.#outputs.set('stream', on);
  }

  chapter(name: string): Promise<ChapterAnswer> {
    return this.#outputs.chapter(name);
  }
}
