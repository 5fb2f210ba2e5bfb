// The end of every test run: each skipped test by name and why, then one line `N passed, N failed, N skipped`.
// With CI=true a skip is a failure, because there everything the tests need is meant to be in place.

import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export default class TestReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    let passed = 0;
    // An error outside any test (an import that fails, a promise nobody awaited) has no test to fail.
    let failed = unhandled.length;
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed += 1;
        else if (state === 'failed') failed += 1;
        else skipped.push(`${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    const strict = process.env.CI === 'true';
    if (strict) failed += skipped.length;
    if (failed > 0) process.exitCode = 1;
    const lines = skipped.map((name) => `${strict ? 'skipped, a failure with CI=true' : 'skipped'}: ${name}`);
    lines.push('', `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}
