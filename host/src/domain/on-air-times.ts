// How long things must last before they count, in DJ words. Pure constants: all in milliseconds unless the name says otherwise.

/** `dominant`: a deck has to be the loudest for this long before its track is on air. */
export const LEAD_MS = 4_000;

/** `dominant`: how much louder than the track on air a deck must be to lead, on the channel's scale of 0–1.
 * Two faders at the same height leave the track on air where it is. */
export const LEAD_MARGIN = 0.05;

/** A stop or a fader cut shorter than this is a stutter, a scratch or a transform: nothing has ended. */
export const STUTTER_MS = 2_000;

/** `first-audible`: a track that was away for this long and comes back is a new arrival, else it keeps its place. */
export const AWAY_MS = 30_000;

/** The deck feed names a track 250 ms after it was loaded (Qt's timers may take 5 % more). A deck that starts may
 * already hold a track that has not been named yet, so its old name is not believed for this long … */
export const NAMING_MS = 270;

/** … unless it goes on, in the middle of the track, within this distance of where it was stopped. */
export const SAME_PLACE_MS = 1_500;

/** The deck feed speaks every second while a deck plays: silent for this long, it gives way to the broadcast … */
export const FEED_LOST_MS = 5_000;

/** … and after it was lost it has to speak this long, without another such gap, before it is believed again. */
export const FEED_BACK_MS = 5_000;

/** Traktor's broadcast names a track about 10 s after it became audible: a title that arrives within this time of
 * the deck feed's last word is an echo of what the decks did. Later than that the feed has missed something. */
export const ECHO_MS = 30_000;

/** With decks: nothing is on air any more when no deck was audible for this long. */
export const SILENCE_MS = 30_000;

/** Broadcast only: a track ends this long after its tagged length … */
export const OVERTIME_MS = 180_000;

/** … or after this time when its length is not known. */
export const UNKNOWN_LENGTH_MS = 720_000;

/** While live: a broadcast that is gone for this long takes its track off the air. */
export const SOURCE_GONE_MS = 60_000;

/** A record named by hand is still on air after a restart when it was named no longer ago than this. */
export const RESUMED_BY_HAND_MS = 6 * 3_600_000;

/** Longer than any mix: a length or a position beyond it is a mistake. */
export const LONGEST_TRACK_MS = 24 * 3_600_000;
