// An audio file with a cover, made by ffmpeg.

import { execFileSync } from 'node:child_process';

/** `<title>.mp3` in `folder`: a second of sound with a cover of one colour, as ffmpeg calls it. */
export function coveredTrack(folder: string, title: string, color: string): void {
  const run = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: folder });
  run('-f', 'lavfi', '-i', `color=c=${color}:s=300x300`, '-frames:v', '1', 'cover.png');
  const audio = ['-f', 'lavfi', '-i', 'sine=220:d=1', '-i', 'cover.png', '-map', '0', '-map', '1', '-c:v', 'copy'];
  run(...audio, `${title}.mp3`);
}
