// Where the command line looks: the folders of the host it speaks of.

/** Absolute paths; none of them need exist. */
export type CliPlace = { config: string; data: string; cache: string; log: string };
