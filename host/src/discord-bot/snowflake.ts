// Discord's ids, which tell when what they name was made. Pure. https://docs.discord.com/developers/reference#snowflakes

const DISCORD_EPOCH_MS = 1_420_070_400_000;
/** How far Discord's clock and this computer's may be apart. */
export const CLOCKS_APART_MS = 60_000;

/** In ms since the epoch. */
export function madeAtMs(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS;
}
