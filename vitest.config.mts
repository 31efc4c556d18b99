import { defineConfig } from 'vitest/config'

/** CI sums the counts of every stage from these files; see .ci/run. */
const reportFile = process.env['VITEST_REPORT']

export default defineConfig({
  test: {
    reporters: reportFile === undefined ? ['default'] : ['default', ['json', { outputFile: reportFile }]],
    // No test asserts on time. These bounds only stop a hang, so they are far above what a busy machine needs.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/native/**', 'tests/consumers/**', 'tests/e2e/**', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'consumers',
          include: ['tests/consumers/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          // It installs programs that read our reports first.
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'native',
          include: ['tests/native/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          // It installs the native binding first, which may compile it.
          testTimeout: 600_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
