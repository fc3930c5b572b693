/** `nobody`: no file is theirs, and permissions bind them. */
const NOBODY = 65_534;

/** What to start a process with so that permissions bind it, also where the tests run as root. */
export const ordinaryUser: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Does some work in this process with no more rights than an ordinary user has. */
export async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (ordinaryUser.uid === undefined) return work();
  process.seteuid?.(ordinaryUser.uid);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
