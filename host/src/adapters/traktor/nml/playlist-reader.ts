// The tree under PLAYLISTS: folders, lists, smart lists as rules, and the played lists of history files.

import type { SourcePlaylist } from '#ports/collection-source.ts';
import type { TagScanner } from './tag-scanner.ts';

/** One line of a played list, as it stands in the file. */
export type NmlPlay = {
  key: string;
  deck?: string;
  durationS?: number;
  public?: boolean;
  date: number;
  seconds: number;
};

const KINDS: Record<string, SourcePlaylist['kind']> = { FOLDER: 'folder', PLAYLIST: 'list', SMARTLIST: 'rule' };

export class PlaylistReader {
  readonly plays: NmlPlay[] = [];
  /** Kinds of nodes that this version does not know, with their names. */
  readonly unknown: { kind: string; name: string }[] = [];
  readonly #root: SourcePlaylist = { kind: 'folder', name: '$ROOT', keys: [], children: [] };
  readonly #open: SourcePlaylist[] = [this.#root];
  #lastKey = '';

  /** Takes the next tag inside PLAYLISTS. */
  take(tag: TagScanner): void {
    if (tag.closing) {
      if (tag.name === 'NODE' && this.#open.length > 1) this.#open.pop();
      return;
    }
    const node = this.#open.at(-1) ?? this.#root;
    switch (tag.name) {
      case 'NODE':
        this.#openNode(tag, node);
        break;
      case 'PLAYLIST':
      case 'SMARTLIST':
        node.uuid = tag.attribute('UUID') || undefined;
        break;
      case 'SEARCH_EXPRESSION':
        node.rule = tag.attribute('QUERY');
        break;
      case 'PRIMARYKEY':
        this.#lastKey = tag.attribute('KEY') ?? '';
        node.keys.push(this.#lastKey);
        break;
      case 'EXTENDEDDATA':
        this.#takePlay(tag);
        break;
    }
  }

  /** The lists under the root, which itself is none. */
  get playlists(): SourcePlaylist[] {
    const [only] = this.#root.children;
    const named = this.#root.children.length === 1 && only?.name === '$ROOT' && only.kind === 'folder';
    return named ? only.children : this.#root.children;
  }

  #openNode(tag: TagScanner, parent: SourcePlaylist): void {
    const type = tag.attribute('TYPE') ?? '';
    const name = tag.attribute('NAME') ?? '';
    const kind = KINDS[type];
    const node: SourcePlaylist = { kind: kind ?? 'folder', name, keys: [], children: [] };
    if (kind === undefined) this.unknown.push({ kind: type, name });
    else parent.children.push(node);
    if (!tag.selfClosing) this.#open.push(node);
  }

  #takePlay(tag: TagScanner): void {
    if (tag.attribute('EXTENDEDTYPE') !== 'HistoryData') return;
    const deck = 'ABCD'[Number(tag.attribute('DECK') ?? Number.NaN)];
    const duration = Number(tag.attribute('DURATION') || Number.NaN);
    const heard = tag.attribute('PLAYEDPUBLIC');
    this.plays.push({
      key: this.#lastKey,
      deck,
      durationS: Number.isFinite(duration) ? duration : undefined,
      public: heard === undefined ? undefined : heard === '1',
      date: Number(tag.attribute('STARTDATE')),
      seconds: Number(tag.attribute('STARTTIME')),
    });
  }
}
