// Pure: a message in the form in which it goes over the wire.
import type { APIActionRowComponent, APIButtonComponent, APIEmbed } from 'discord.js';

/** A row of buttons. */
export type ActionRow = APIActionRowComponent<APIButtonComponent>;

/** What is sent or edited; it pings nobody, whatever stands in it. */
export interface Message {
  readonly embeds: APIEmbed[];
  readonly allowed_mentions: { readonly parse: [] };
  readonly components?: ActionRow[];
}
