import fc from 'fast-check';

fc.configureGlobal({ seed: 20240929, numRuns: 300 });

/** fast-check with a fixed seed, so that a failing run can be repeated. */
export { fc };
