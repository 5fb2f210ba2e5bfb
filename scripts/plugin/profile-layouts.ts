// Which action stands where in the profiles that come with the plugin: for 15 keys, XL and +.

/** An action by the last part of its UUID, and the settings it starts with. */
export type Placed = { action: string; settings?: Record<string, unknown> };

export type ProfileLayout = {
  /** As DJs see it, and the name of its file. */
  name: string;
  /** Fixed for ever: the app knows an installed profile by it. */
  uuid: string;
  pageUuid: string;
  /** As manifest.json has it: https://docs.elgato.com/streamdeck/sdk/references/manifest#devicetype */
  deviceType: number;
  /** The model the app writes into a profile of that device. */
  model: string;
  columns: number;
  rows: number;
  dials: number;
  /** Row by row from the top left; undefined stays free. */
  keys: (Placed | undefined)[][];
  dialActions: (Placed | undefined)[];
};

const one = (action: string, settings?: Record<string, unknown>): Placed => ({ action, settings });
const requests = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => one('request', { place: from + index }));
const HIDE_NOW = one('mask', { target: 'now' });
const HIDE_NEXT = one('mask', { target: 'next' });

export const PROFILE_LAYOUTS: readonly ProfileLayout[] = [
  {
    name: 'TraCord DJ',
    uuid: '5D2B6C1E-0B0E-4F55-9B33-7A3B7C1E0F15',
    pageUuid: '0c7d0a52-3a6e-4a53-8a0e-6e1b54c80f15',
    deviceType: 0,
    model: '20GBA9901',
    columns: 5,
    rows: 3,
    dials: 0,
    keys: [
      requests(1, 5),
      [...requests(6, 7), one('now'), one('fix'), HIDE_NOW],
      [one('undo'), one('requests'), one('live'), one('test'), one('health')],
    ],
    dialActions: [],
  },
  {
    name: 'TraCord DJ XL',
    uuid: 'B1A4E0D7-8C5F-4D1B-A2C6-2F6E9D3B0F32',
    pageUuid: 'd3f1b7c4-51a9-4c02-9d0b-8e7a2b6c0f32',
    deviceType: 2,
    model: '20GAT9901',
    columns: 8,
    rows: 4,
    dials: 0,
    keys: [
      requests(1, 8),
      [...requests(9, 12), ...[1, 2, 3].map((place) => one('suggestion', { place })), one('bridge')],
      [one('accept'), one('skip'), one('undo'), one('requests'), one('now'), one('fix'), HIDE_NOW, HIDE_NEXT],
      [
        one('live'),
        one('test'),
        one('health'),
        one('scene'),
        one('record'),
        one('stream'),
        one('chapter'),
        one('copy'),
      ],
    ],
    dialActions: [],
  },
  {
    name: 'TraCord DJ Plus',
    uuid: '7E9C3A58-64B2-4E8D-8F10-91D5C4A70F08',
    pageUuid: '9a5e1d3c-7b28-4f60-b4c9-3d2e8f610f08',
    deviceType: 7,
    model: '20GBD9901',
    columns: 4,
    rows: 2,
    dials: 4,
    keys: [requests(1, 4), [one('undo'), one('requests'), HIDE_NOW, one('live')]],
    dialActions: [one('queue'), one('fix'), one('planner'), undefined],
  },
];
