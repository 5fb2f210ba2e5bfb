// A bar on one line of the terminal; where output is no terminal, a line at each quarter.

export type ProgressBar = { update(done: number, total: number): void; end(): void };

const WIDTH = 28;

export function progressBar(label: string, out: NodeJS.WriteStream): ProgressBar {
  let lastQuarter = -1;
  let drawn = false;
  return {
    update: (done, total) => {
      const part = total > 0 ? Math.min(1, done / total) : 0;
      const percent = `${Math.floor(part * 100)} %`;
      if (out.isTTY) {
        const full = Math.round(part * WIDTH);
        out.write(`\r  ${label} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent.padStart(5)}`);
        drawn = true;
        return;
      }
      const quarter = Math.floor(part * 4);
      if (quarter > lastQuarter) out.write(`  ${label} ${percent}\n`);
      lastQuarter = quarter;
    },
    end: () => {
      if (drawn) out.write('\r\x1b[K');
      drawn = false;
    },
  };
}
