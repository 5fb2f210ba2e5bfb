// Chromium, OBS, ffmpeg, cuetools, curl and the fonts of the overlay sheets, which some tests need. On Debian they are installed
// where that is allowed without asking; elsewhere nothing happens and those tests are skipped by name.

import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

type Tool = { packages: string[]; present: () => boolean };

const TOOLS: Tool[] = [
  { packages: ['chromium'], present: () => existsSync('/usr/bin/chromium') },
  { packages: ['ffmpeg'], present: () => onPath('ffmpeg') },
  { packages: ['curl'], present: () => onPath('curl') },
  // OBS, a screen without a monitor for it, OpenGL without a graphics card, and a font for its text sources.
  { packages: ['obs-studio'], present: () => onPath('obs') },
  { packages: ['xvfb'], present: () => onPath('Xvfb') },
  { packages: ['xauth'], present: () => onPath('xauth') },
  { packages: ['libgl1-mesa-dri'], present: () => existsSync('/usr/share/doc/libgl1-mesa-dri') },
  { packages: ['fonts-dejavu-core'], present: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf') },
  { packages: ['cuetools'], present: () => onPath('cueprint') },
  { packages: ['fonts-noto-core'], present: () => hasFont('NotoSans-Regular.ttf') },
  { packages: ['fonts-noto-cjk'], present: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') },
];

/** Installs what is missing with apt-get, as root or with a sudo that asks nothing. Never throws for a failed install. */
export async function installTestTools(say: (line: string) => void): Promise<void> {
  const missing = TOOLS.filter((tool) => !tool.present()).flatMap((tool) => tool.packages);
  if (missing.length === 0 || !isDebian() || !onPath('apt-get')) return;
  const asRoot = await rootPrefix();
  if (asRoot === undefined) {
    say(`For all tests install ${missing.join(' ')} (sudo apt-get install …); without them some are skipped.`);
    return;
  }
  say(`Installing ${missing.join(', ')} for the tests …`);
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300'];
  const updated = await runWords([...apt, 'update']);
  const installed = await runWords([...apt, 'install', '-y', '--no-install-recommends', ...missing]);
  if (installed.code !== 0) {
    say(`They could not be installed; tests that need them are skipped. apt-get says:`);
    say((updated.code === 0 ? installed : updated).output.trimEnd().split('\n').slice(-5).join('\n'));
  }
}

/** The words before a command that make it run as root; undefined where that is not allowed. */
async function rootPrefix(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = await runWords(['sudo', '-n', 'true']);
  return sudo.code === 0 ? ['sudo', '-n'] : undefined;
}

function runWords([program = '', ...args]: string[]) {
  return run(program, args, { cwd: '/' });
}

/** Debian itself: Ubuntu's chromium package is a snap, which tests cannot drive. */
function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function hasFont(file: string): boolean {
  return existsSync(join('/usr/share/fonts/truetype/noto', file));
}
