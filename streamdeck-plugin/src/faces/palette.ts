// The colours of keys and dials, on pure black. Colour never says anything alone: every state has a glyph and a bar as well.

/** Text: plain, and secondary. */
export const T1 = '#F2F3F5';
export const T2 = '#B4B9C2';
/** On, or yours to press. */
export const ACCENT = '#C9F23D';
export const WARN = '#FFA23D';
export const DOWN = '#FF5C6A';
/** The empty part of a bar. */
export const TRACK = '#30343B';
export const GROUND = '#000';
