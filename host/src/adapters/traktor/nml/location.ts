// Where a file lies, from a LOCATION of NML. DIR is "/:Users/:dj/:", a "/" inside a name is written "//". Pure.

export type NmlLocation = { volume: string; dir: string; file: string };

const USUAL_BOOT_VOLUME = 'Macintosh HD';

/** How playlists and history files name the track: byte for byte VOLUME + DIR + FILE. */
export function primaryKey({ volume, dir, file }: NmlLocation): string {
  return volume + dir + file;
}

/** The absolute path on the computer that wrote the collection. Windows: `D:\Music\a.mp3`. macOS: on the volume the system
 * starts from `/Users/…`, else `/Volumes/<name>/…`. `bootVolume`: that volume's name; without it, "Macintosh HD" or
 * whichever volume has a folder that only a system has. */
export function locationPath(location: NmlLocation, bootVolume?: string): string {
  const { volume } = location;
  if (isWindowsVolume(volume)) return [volume, ...folders(location.dir, '/'), name(location.file, '/')].join('\\');
  const inside = [...folders(location.dir, ':'), name(location.file, ':')].join('/');
  const boot =
    volume === (bootVolume ?? USUAL_BOOT_VOLUME) ||
    volume === '' ||
    (bootVolume === undefined && onSystemVolume(location));
  return boot ? `/${inside}` : `/Volumes/${volume}/${inside}`;
}

/** A drive ("D:") or a share ("\\nas\music"). */
export function isWindowsVolume(volume: string): boolean {
  return /^[a-z]:$/i.test(volume) || volume.startsWith('\\\\');
}

/** On macOS only the volume that the system starts from holds these folders. */
export function onSystemVolume({ volume, dir }: NmlLocation): boolean {
  return !isWindowsVolume(volume) && /^\/:(?:Users|Library|Applications|private)\/:/.test(dir);
}

/** `slash` is what a "/" in a name is on the disk: ":" on macOS, where Finder shows it as "/". */
function folders(dir: string, slash: string): string[] {
  if (!dir.includes('//')) return dir.split('/:').filter((part) => part !== '');
  return dir
    .replaceAll('//', '\0')
    .split('/:')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll('\0', slash));
}

function name(file: string, slash: string): string {
  return file.replaceAll('//', slash);
}
