// Why OBS did not let us in, read from how the attempt ended. Pure.

/** absent: nothing listens there. unreachable: the computer or its name is not found. kicked: ended by hand in OBS. mute: it let us in and then
 * said nothing more. */
export type ObsRefusal =
  | { why: 'absent' | 'unreachable' | 'password-wrong' | 'password-missing' | 'kicked' | 'other-version' | 'mute' }
  | { why: 'other-program'; said: string };

export type Attempt = {
  /** Of the close frame; −1 where the attempt failed before there was one, 1006 where there never was one. */
  code: number;
  text: string;
  /** A WebSocket had been opened. */
  wasOpen: boolean;
  password: string | undefined;
};

/** Close codes: https://github.com/obsproject/obs-websocket/blob/master/docs/generated/protocol.md#websocketclosecode */
export function refusalOf({ code, text, wasOpen, password }: Attempt): ObsRefusal {
  if (code === 4009) return { why: password ? 'password-wrong' : 'password-missing' };
  if (code === 4011) return { why: 'kicked' };
  if (code === 4010) return { why: 'other-version' };
  if (/ECONNREFUSED/.test(text)) return { why: 'absent' };
  if (/ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ETIMEDOUT/.test(text)) return { why: 'unreachable' };
  // A name with two addresses that both refuse (localhost) gives no text; an attempt that is given up says so.
  if (!wasOpen && (text === '' || /before the connection was established/.test(text))) return { why: 'absent' };
  return { why: 'other-program', said: text === '' ? `code ${code}` : text };
}
