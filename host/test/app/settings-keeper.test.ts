import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tracord/shared/settings.ts';
import { type BridgeHealth, FIRST_OPERATOR_TOPICS } from '@tracord/shared/topics.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseOptions } from '#app/options.ts';
import { SettingsKeeper } from '#app/settings-keeper.ts';
import { silentLogger } from '#kernel/logger.ts';
import { TopicStore } from '#kernel/topic-store.ts';
import { until } from '../../../test/fakes/until.ts';
import { folder } from './a-folder.ts';

const MASKED = 'masks:\n  tags: [Promo]\nweb:\n  port: 9000\n';

let topics: TopicStore<typeof FIRST_OPERATOR_TOPICS>;
let reports: BridgeHealth[];
let keeper: SettingsKeeper | undefined;
let told: string[];

beforeEach(() => {
  topics = new TopicStore(FIRST_OPERATOR_TOPICS, silentLogger);
  reports = [];
  told = [];
});
afterEach(() => keeper?.stop());

const write = (text: string) => writeFileSync(join(folder.path, 'settings.yaml'), text);
const start = async (argv: string[] = [], env: NodeJS.ProcessEnv = {}, meanwhile = () => {}) => {
  const report = (health: BridgeHealth) => reports.push(health);
  keeper = new SettingsKeeper(folder.path, parseOptions(argv), env, topics, report, silentLogger);
  keeper.onChange(['masks'], () => told.push('masks'));
  keeper.onChange(['web', 'broadcast'], () => told.push('ports'));
  meanwhile();
  await keeper.watch();
  return keeper;
};

describe('settings in force', () => {
  test('at the first start: the defaults, in a file that explains them', async () => {
    const { current, file } = await start();
    expect(current).toEqual(DEFAULT_SETTINGS);
    expect(topics.get('settings')).toEqual(DEFAULT_SETTINGS);
    expect(readFileSync(file, 'utf8')).toContain('#port: 8000');
    expect(reports.at(-1)?.status).toBe('ok');
  });

  test('a change is published, and told to those it concerns alone', async () => {
    write(MASKED);
    const settings = await start();
    write(MASKED.replace('Promo', 'White label'));
    await until(() => expect(told).toEqual(['masks']));
    expect(settings.current.masks.tags).toEqual(['White label']);
    expect(topics.get('settings')).toMatchObject({ masks: { tags: ['White label'] } });
  });

  test('what is saved while the host starts is not missed', async () => {
    write(MASKED);
    const settings = await start([], {}, () => write(MASKED.replace('Promo', 'White label')));
    expect(settings.current.masks.tags).toEqual(['White label']);
    expect(told).toEqual(['masks']);
  });

  test.each([
    ['a mistake', 'masks:\n  tags: [Promo\n', 'line 3'],
    ['an emptied file', '', 'masks: {}'],
    ['no masks any more', 'web:\n  port: 9001\n', 'masks: {}'],
    ['a pattern that may run for minutes', "masks:\n  patterns: ['(a+)+b']\n", 'line 2'],
  ])('%s: what was there stays, and health says why', async (_, text, remedy) => {
    write(MASKED);
    const settings = await start();
    write(text);
    await until(() => expect(reports.at(-1)?.status).toBe('warn'));
    expect(reports.at(-1)?.remedy).toContain(remedy);
    expect(settings.current).toMatchObject({ masks: { tags: ['Promo'] }, web: { port: 9000 } });
    expect(readFileSync(join(folder.path, 'settings.last-good.yaml'), 'utf8')).toBe(MASKED);
    expect(told).toEqual([]);
  });

  test('the settings of before hold across a start with a broken file', async () => {
    write(MASKED);
    await (await start()).stop();
    write('masks: [');
    expect((await start(['--port', '9002'])).current).toMatchObject({
      masks: { tags: ['Promo'] },
      web: { port: 9002 },
    });
  });

  test('no start without any that were understood, nor with a wrong flag', async () => {
    write('masks: [');
    await expect(start()).rejects.toMatchObject({ code: 'bad-settings', message: expect.stringContaining('line 1') });
    write('');
    await expect(start(['--port', 'x'])).rejects.toMatchObject({
      code: 'bad-settings',
      message: expect.stringContaining('--port'),
    });
    expect(existsSync(join(folder.path, 'settings.last-good.yaml'))).toBe(false);
  });

  test('a variable that sets nothing is a warning, and stops nothing', async () => {
    await start([], { TRACORD_WEB_PROT: '1' });
    expect(reports.at(-1)).toMatchObject({ status: 'warn', remedy: expect.stringContaining('TRACORD_WEB_PORT') });
  });
});
