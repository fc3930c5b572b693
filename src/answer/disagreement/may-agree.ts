// Pure.
import type { Figure } from './figures.ts';

/** Half of a hedged figure's width, as a share of it. */
const HEDGED_SHARE = 0.1;
/** Round figures stand for what is nearer than this. */
const ROUNDED_SHARE = 0.05;

/** Whether two figures can both be true of one thing: bounds, ranges, hedges and rounding allowed for. */
export function mayAgree(a: Figure, b: Figure): boolean {
  if (a.least <= b.most && b.least <= a.most) return true;
  const [low, high] = a.least > b.most ? [b.most, a.least] : [a.most, b.least];
  const share = (high - low) / high;
  if (a.isHedged || b.isHedged) return share <= HEDGED_SHARE;
  const coarse = a.precision >= b.precision ? a : b;
  const fine = coarse === a ? b : a;
  return (
    share <= ROUNDED_SHARE && Math.round(fine.most / coarse.precision) * coarse.precision === coarse.most
  );
}
