// A process that moves a collection and is killed at a step: FROM TO STEP DONE.
import { moveCollection } from '../../src/library/move/move-collection.ts';
import { openPlace } from './open-place.ts';

const [from, to, step, done] = process.argv.slice(2) as [string, string, string, string];
await moveCollection(await openPlace(from), await openPlace(to), {
  replace: false,
  onProgress(progress) {
    if (progress.step === step && progress.done >= Number(done)) process.kill(process.pid, 'SIGKILL');
  },
});
