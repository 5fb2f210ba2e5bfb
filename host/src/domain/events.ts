// What happens in the host, by name, and what each event carries. Pure types; the subscriptions stand in app/wiring.ts.

export type HostEvents = {
  /** An import or other rules changed what the library says of tracks. */
  'library.renewed': Record<string, never>;
};
