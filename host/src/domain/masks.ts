// Which tracks the audience must not learn of: rules over tags, comments, folders, playlists and the text as sent. Pure.

import type { Settings } from '@tracord/shared/settings.ts';
import { pathMatcher } from './path-pattern.ts';

export type MaskRules = Settings['masks'];

/** What the rules look at. `playlists` are full paths, "Folder/List". */
export type Maskable = {
  artist: string;
  title: string;
  genre?: string;
  label?: string;
  comment?: string;
  comment2?: string;
  path?: string;
  playlists: string[];
};

export type MaskJudge = {
  /** Why this track is masked, as a sentence for the DJ; undefined where it is not. */
  track(track: Maskable): string | undefined;
  /** The same for a text as it was sent. */
  text(artist: string, title: string): string | undefined;
};

const same = (a: string) => a.trim().normalize('NFKC').toLowerCase();

/** Compiles the rules once. A pattern that is no regular expression is taken as plain text, so that it still masks. */
export function maskJudge(rules: MaskRules): MaskJudge {
  const tags = new Set(rules.tags.map(same));
  const comments = rules.comments.map(same);
  const folders = rules.folders.map((pattern) => ({ pattern, matches: pathMatcher(pattern) }));
  const playlists = new Set(rules.playlists.map(same));
  const patterns = rules.patterns.map((source) => ({ source, matches: textMatcher(source) }));

  const text = (artist: string, title: string) => {
    // Senders' texts are bounded at their edge; tags written on macOS come decomposed.
    const line = `${artist} - ${title}`.normalize('NFC');
    const hit = patterns.find((pattern) => pattern.matches(line));
    return hit && `the text matches the mask "${hit.source}"`;
  };

  return {
    text,
    track: (track) => {
      const tag = [track.genre, track.label].find((value) => value !== undefined && tags.has(same(value)));
      if (tag !== undefined) return `it is tagged "${tag}"`;
      const said = same(`${track.comment ?? ''}\n${track.comment2 ?? ''}`);
      const comment = comments.find((wanted) => said.includes(wanted));
      if (comment !== undefined) return `its comment says "${comment}"`;
      const folder = folders.find(({ matches }) => track.path !== undefined && matches(track.path));
      if (folder) return `it lies in a masked folder (${folder.pattern})`;
      const playlist = track.playlists.find(
        (path) => playlists.has(same(path)) || playlists.has(same(path.slice(path.lastIndexOf('/') + 1))),
      );
      if (playlist !== undefined) return `it is in the masked playlist "${playlist}"`;
      return text(track.artist, track.title);
    },
  };
}

function textMatcher(source: string): (line: string) => boolean {
  try {
    const pattern = new RegExp(source.normalize('NFC'), 'iu');
    return (line) => pattern.test(line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const plain = same(source);
    return (line) => same(line).includes(plain);
  }
}
