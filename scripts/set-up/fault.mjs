// A set-up step that could not be done, told to a person: what happened and what to do about it.

export class SetUpFault extends Error {}

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/**
 * The fault of an npm run that failed: its own sentence when the network is away, else the end of npm's words.
 * @param {string} what such as "fetch its packages"
 * @param {string} output all that npm wrote
 */
export function npmFault(what, output) {
  if (OFFLINE.test(output)) {
    return new SetUpFault(
      `TraCord could not ${what}: the package registry did not answer. Connect this computer to the internet (behind a proxy: npm config set proxy …) and try again. Later starts need no network.`,
    );
  }
  const end = output.trimEnd().split('\n').slice(-15).join('\n');
  return new SetUpFault(`TraCord could not ${what}. npm says:\n${end}`);
}
