// The home folder of an OBS for tests: a profile and scene collections that are there before it starts, so that neither its wizard
// nor any dialog appears.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const OBS_PROFILE = 'Tests';

export type ObsHomeOptions = {
  port: number;
  /** Absent: no password is asked. */
  password?: string;
  /** Scene collections and the names of their scenes, the topmost first; OBS opens the first one. */
  collections: Record<string, string[]>;
  canvas: { width: number; height: number };
  /** Of recordings: "mkv", "mp4", "mov" … */
  recordingFormat: string;
};

/** Writes what OBS 29 reads at its start, below `home`. Recordings go to `home/recordings`. */
export function writeObsHome(home: string, options: ObsHomeOptions): void {
  const config = join(home, '.config', 'obs-studio');
  const profile = join(config, 'basic', 'profiles', OBS_PROFILE);
  const scenes = join(config, 'basic', 'scenes');
  const socket = join(config, 'plugin_config', 'obs-websocket');
  for (const folder of [profile, scenes, socket, recordingsOf(home)]) mkdirSync(folder, { recursive: true });
  mkdirSync(join(home, '.run'), { recursive: true, mode: 0o700 });
  const [first = 'Scenes'] = Object.keys(options.collections);
  writeFileSync(join(config, 'global.ini'), globalSettings(first, options));
  writeFileSync(join(profile, 'basic.ini'), profileSettings(home, options));
  for (const [name, list] of Object.entries(options.collections)) {
    writeFileSync(join(scenes, `${name}.json`), JSON.stringify(collection(name, list)));
  }
  // OBS 29 reads the password of global.ini, newer ones that of this file.
  writeFileSync(join(socket, 'config.json'), JSON.stringify(socketSettings(options)));
}

export function recordingsOf(home: string): string {
  return join(home, 'recordings');
}

function globalSettings(first: string, { port, password }: ObsHomeOptions): string {
  return ini({
    General: {
      FirstRun: true,
      LastVersion: 486539266,
      Pre19Defaults: false,
      Pre21Defaults: false,
      Pre23Defaults: false,
      'Pre24.1Defaults': false,
      EnableAutoUpdates: false,
    },
    Basic: {
      Profile: OBS_PROFILE,
      ProfileDir: OBS_PROFILE,
      SceneCollection: first,
      SceneCollectionFile: first,
      ConfigOnNewProfile: false,
    },
    BasicWindow: { SysTrayEnabled: false },
    OBSWebSocket: {
      FirstLoad: false,
      ServerEnabled: true,
      ServerPort: port,
      AlertsEnabled: false,
      AuthRequired: password !== undefined,
      ServerPassword: password ?? '',
    },
  });
}

function profileSettings(home: string, { canvas, recordingFormat }: ObsHomeOptions): string {
  const { width, height } = canvas;
  return ini({
    General: { Name: OBS_PROFILE },
    Video: { BaseCX: width, BaseCY: height, OutputCX: width, OutputCY: height, FPSCommon: 30 },
    Output: { Mode: 'Simple' },
    SimpleOutput: {
      FilePath: recordingsOf(home),
      RecFormat: recordingFormat,
      RecQuality: 'Small',
      RecEncoder: 'x264',
      Preset: 'ultrafast',
    },
  });
}

function collection(name: string, scenes: string[]) {
  return {
    name,
    current_scene: scenes[0],
    current_program_scene: scenes[0],
    scene_order: scenes.map((scene) => ({ name: scene })),
    sources: scenes.map((scene) => ({ id: 'scene', name: scene, settings: {} })),
    transitions: [],
  };
}

function socketSettings({ port, password }: ObsHomeOptions) {
  return {
    alerts_enabled: false,
    auth_required: password !== undefined,
    first_load: false,
    server_enabled: true,
    server_password: password ?? '',
    server_port: port,
  };
}

function ini(sections: Record<string, Record<string, string | number | boolean>>): string {
  return Object.entries(sections)
    .map(([name, values]) =>
      [`[${name}]`, ...Object.entries(values).map(([key, value]) => `${key}=${value}`), ''].join('\n'),
    )
    .join('\n');
}
