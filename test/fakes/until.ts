// Waits for something that has no event: asks again until it holds.

/** Resolves when `check` no longer throws; rejects with its last error. */
export async function until<T>(check: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
