// What a recording really holds, by ffmpeg and ffprobe: how long it is, and when its picture turned white or black.

import { execFileSync } from 'node:child_process';

/** In ms. */
export function durationOf(path: string): number {
  const said = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', path]);
  return Number(said.toString()) * 1_000;
}

/** Where the picture goes from black to white or back, ms from the beginning of the file. `square`: only so many pixels each way from
 * its top left corner are looked at. */
export function changesIn(path: string, square?: number): number[] {
  const crop = square === undefined ? '' : `crop=${square}:${square}:0:0,`;
  const filter = `${crop}signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=-`;
  const said = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vf', filter, '-f', 'null', '-'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const pictures = [...said.matchAll(/pts_time:([\d.]+)\s*\n.*YAVG=([\d.]+)/g)].map(([, time, light]) => ({
    ms: Number(time) * 1_000,
    isWhite: Number(light) > 128,
  }));
  return pictures.flatMap(({ ms, isWhite }, index) =>
    index > 0 && pictures[index - 1]?.isWhite !== isWhite ? [ms] : [],
  );
}
