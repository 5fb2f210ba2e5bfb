// What the Stream Deck app reads in a plugin's folder, and what it starts the plugin with.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DeviceKind, deviceInfo } from './stream-deck-devices.ts';

export type PluginManifest = {
  UUID: string;
  Version: string;
  CodePath: string;
  Actions: { UUID: string; Encoder?: { layout?: string } }[];
};

export function manifestIn(plugin: string): PluginManifest {
  return JSON.parse(readFileSync(join(plugin, 'manifest.json'), 'utf8')) as PluginManifest;
}

/** What the layout of a dial's strip consists of, by action; the app's own layouts are left out. */
export function layoutsOf(plugin: string, { Actions }: PluginManifest): Map<string, string[]> {
  return new Map(
    Actions.map(({ UUID, Encoder }) => {
      if (Encoder?.layout === undefined || Encoder.layout.startsWith('$')) return [UUID, []];
      const layout = JSON.parse(readFileSync(join(plugin, Encoder.layout), 'utf8')) as { items: { key: string }[] };
      return [UUID, layout.items.map(({ key }) => key)];
    }),
  );
}

/** The arguments after the plugin's own file. */
export function registrationFlags(manifest: PluginManifest, port: number, devices: readonly DeviceKind[]): string[] {
  const info = {
    application: {
      font: 'Arial',
      language: 'en',
      platform: 'windows',
      platformVersion: '10.0',
      version: '6.9.0.21000',
    },
    plugin: { uuid: manifest.UUID, version: manifest.Version },
    devicePixelRatio: 1,
    colors: {},
    devices: devices.map(deviceInfo),
  };
  const names = ['-port', String(port), '-pluginUUID', manifest.UUID, '-registerEvent', 'registerPlugin'];
  return [...names, '-info', JSON.stringify(info)];
}
