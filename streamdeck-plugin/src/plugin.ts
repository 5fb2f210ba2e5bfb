// The plugin's entry: the Stream Deck app starts it, with its port and a registration in the arguments. Joins the app's
// events, the host's topics and the keys; ends with the app.

import streamDeck, { type ActionContext } from '@elgato/streamdeck';
import { systemTimers } from './app-clock.ts';
import { appPort, watchAppSocket } from './app-socket.ts';
import { asBase64Url, asDataUrl } from './data-url.ts';
import { Deck, type Place } from './deck.ts';
import { drawDial } from './faces/dial-face.ts';
import { drawKey } from './faces/key-face.ts';
import { configFolder } from './host/config-folder.ts';
import { HostClient } from './host/host-client.ts';
import { hostDetails } from './host/host-details.ts';
import { findHost, type Pasted, pastedIn } from './host/host-place.ts';
import { hostStatus } from './host/host-status.ts';
import type { KeySettings } from './keys/key-kind.ts';
import { namesIn, type ObsNames } from './obs-names.ts';
import { OnAirFinder } from './on-air-details.ts';

const folder = configFolder(process.env);
let pasted: Pasted = {};

const host = new HostClient({
  find: () => findHost(process.env, folder, pasted),
  onState: (state) => {
    deck.hear(state);
    void onAir.hear(state.topics.nowPlaying);
    obsNames = namesIn(state.topics.obs);
    tellStatus();
  },
});
const onAir = new OnAirFinder(hostDetails(host), (details) => deck.detail(details));
const deck = new Deck({
  clock: systemTimers,
  faces: { drawKey, drawDial },
  sendKey: async (context, svg) => {
    const action = streamDeck.actions.getActionById(context);
    if (action?.isKey()) await action.setImage(asDataUrl(svg));
  },
  sendDial: async (context, svg) => {
    const action = streamDeck.actions.getActionById(context);
    if (action?.isDial()) await action.setFeedback({ face: asBase64Url(svg) });
  },
  command: (name, args) => host.command(name, args),
});

function end(): void {
  deck.close();
  host.close();
  process.exit(0);
}

let statusText = '';
/** What the open property inspector was told last. */
let told = '';
/** What property inspectors offer to choose from. */
let obsNames: ObsNames = { scenes: [], sources: [] };

/** Says whether the host was found, and what there is to choose from, where that has changed. */
function tellStatus(): void {
  const { text } = hostStatus(host);
  if (text !== statusText) streamDeck.logger.info(text);
  statusText = text;
  if (JSON.stringify([text, obsNames]) !== told) tellInspector();
}

/** The open property inspector shows whether the host was found. */
function tellInspector(): void {
  told = JSON.stringify([hostStatus(host).text, obsNames]);
  void streamDeck.ui.sendToPropertyInspector({ event: 'status', ...hostStatus(host), names: obsNames });
}

function placeOf(action: ActionContext, settings: KeySettings): Place {
  const isDial = action.controllerType === 'Encoder';
  return { context: action.id, device: action.device.id, action: action.manifestId, isDial, settings };
}

streamDeck.actions.onWillAppear(({ action, payload }) => deck.appear(placeOf(action, payload.settings)));
streamDeck.actions.onWillDisappear(({ action }) => deck.disappear(action.id));
streamDeck.settings.onDidReceiveSettings(({ action, payload }) => deck.configure(action.id, payload.settings));
streamDeck.actions.onKeyDown(({ action }) => deck.down(action.id));
streamDeck.actions.onKeyUp(({ action }) => deck.up(action.id));
streamDeck.actions.onDialDown(({ action }) => deck.down(action.id));
streamDeck.actions.onDialUp(({ action }) => deck.up(action.id));
streamDeck.actions.onDialRotate(({ action, payload }) => deck.turn(action.id, payload.ticks));
streamDeck.actions.onTouchTap(({ action }) => deck.touch(action.id));
streamDeck.system.onSystemDidWakeUp(() => deck.wake());
streamDeck.devices.onDeviceDidConnect(({ device }) => deck.wake(device.id));
streamDeck.ui.onDidAppear(() => tellInspector());
streamDeck.ui.onSendToPlugin(() => tellInspector());
streamDeck.settings.onDidReceiveGlobalSettings(({ settings }) => {
  pasted = pastedIn(settings);
  void host.look();
});

process.on('SIGTERM', end);
process.on('SIGINT', end);
watchAppSocket(appPort(process.argv), end);
host.start();
await streamDeck.connect();
await streamDeck.settings.getGlobalSettings();
