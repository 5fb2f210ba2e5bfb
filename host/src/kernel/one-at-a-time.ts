// Work that is wanted more often than it can be done.

/** A function that runs `work`, never twice at once; what is asked meanwhile is done once more after it, and then resolves for all.
 * Rejects as `work` does; what was asked meanwhile is then not done. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isWantedAgain = false;
  const run = async () => {
    do {
      isWantedAgain = false;
      await work();
    } while (isWantedAgain);
  };
  return () => {
    isWantedAgain = running !== undefined;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
}
