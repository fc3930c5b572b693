/** What the gateway does with an IDENTIFY. */
export type IdentifyFate =
  | { readonly kind: 'ready' }
  /** The connection is closed with this code. */
  | { readonly kind: 'close'; readonly code: number }
  /** Nothing comes back, ever. */
  | { readonly kind: 'silence' }
  /** Op 9. */
  | { readonly kind: 'invalid-session' };

/** What is to go wrong on the gateway. */
export interface GatewayFaults {
  /** Upgrades that are refused with 503 before one is let through; Infinity for all. */
  refusedUpgrades: number;
  /** Fates of the next IDENTIFYs, in order; then READY. */
  identify: IdentifyFate[];
  /** Whether every RESUME is answered with op 9. */
  refuseResume: boolean;
  /** Whether READY is followed by no GUILD_CREATE, as in an outage. */
  withoutGuilds: boolean;
  /** Whether heartbeats stay without an answer. */
  deaf: boolean;
}

/** Nothing goes wrong. */
export function createGatewayFaults(): GatewayFaults {
  return { refusedUpgrades: 0, identify: [], refuseResume: false, withoutGuilds: false, deaf: false };
}
