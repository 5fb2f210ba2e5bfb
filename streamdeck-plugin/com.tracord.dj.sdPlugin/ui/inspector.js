// Joins the fields of a property inspector with the settings that the Stream Deck app keeps: [data-setting] with those of
// the key, [data-global] with those of the plugin. Under them: whether TraCord was found, and where else it may be.

const CONNECTION = `
  <p class="status" role="status">Looking for TraCord …</p>
  <details>
    <summary>Connect by hand</summary>
    <label>Address <input data-global="url" placeholder="http://127.0.0.1:14747" spellcheck="false"></label>
    <label>Token <input data-global="token" type="password" autocomplete="off"></label>
    <p>While both are empty, the TraCord that runs on this computer is found by itself.</p>
  </details>`;

/** Called by the app once the page is there. */
globalThis.connectElgatoStreamDeckSocket = (port, uuid, registerEvent, _info, actionInfo) => {
  const { action, payload } = JSON.parse(actionInfo);
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const send = (event, more) => socket.send(JSON.stringify({ event, context: uuid, ...more }));
  document.body.insertAdjacentHTML('beforeend', CONNECTION);
  const key = boundFields('setting', payload.settings, (settings) =>
    send('setSettings', { action, payload: settings }),
  );
  const plugin = boundFields('global', {}, (settings) => send('setGlobalSettings', { payload: settings }));

  socket.onopen = () => {
    send(registerEvent, { uuid });
    send('getGlobalSettings', {});
    send('sendToPlugin', { action, payload: { event: 'status' } });
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.event === 'didReceiveSettings') key.take(message.payload.settings);
    if (message.event === 'didReceiveGlobalSettings') plugin.take(message.payload.settings);
    if (message.event === 'sendToPropertyInspector' && message.payload.event === 'status') show(message.payload);
  };
};

/** Fields with `data-<name>`: `take` writes settings into them, `changed` is told all settings when one is edited. */
function boundFields(name, first, changed) {
  let settings = {};
  const fields = [...document.querySelectorAll(`[data-${name}]`)];
  const take = (given) => {
    settings = given;
    for (const field of fields) {
      const value = settings[field.dataset[name]];
      // A field that is being edited is not overwritten.
      if (value !== undefined && field !== document.activeElement) field.value = value;
    }
  };
  for (const field of fields) {
    field.addEventListener('change', () => {
      const value = 'number' in field.dataset ? Number(field.value) : field.value.trim();
      settings = { ...settings, [field.dataset[name]]: value };
      changed(settings);
    });
  }
  take(first);
  return { take };
}

/** `names`: what there is to choose from, by the id of its list: the scenes and sources of OBS. */
function show({ text, connected, names = {} }) {
  const status = document.querySelector('.status');
  status.textContent = text;
  status.dataset.connected = connected;
  for (const [id, values] of Object.entries(names)) {
    document.getElementById(id)?.replaceChildren(...values.map((value) => new Option(value, value)));
  }
}
