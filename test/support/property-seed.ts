import fc from 'fast-check';

// The same inputs in every run, so that a failure is the change's doing; `npm run fuzz` looks further.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });
