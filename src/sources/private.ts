/**
 * Nobody may make the bot read an address inside the operator's network. The check sits on the connection itself, so
 * that every redirect and every answer of a name server passes it: a look-up hook alone is bypassed by literal
 * addresses (`http://0x7f.1`, `[::ffff:127.0.0.1]`), a check of the URL alone by a name that points inside.
 */
import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** Thrown into a connection that would have gone to a private address. */
export class PrivateAddress extends Error {}

/** Whether an address may be connected to. `allowPrivate` are CIDR ranges that may although they are private. Throws when one is no CIDR. */
export function createGuard(allowPrivate: string[]): (address: string) => boolean {
  const allowed = allowPrivate.map((range) => {
    if (!ipaddr.isValidCIDR(range))
      throw new Error(`sources: "${range}" is not a range of addresses such as 10.0.0.0/8`);
    return ipaddr.parseCIDR(range);
  });
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    if (allowed.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits)))
      return true;
    if (address.range() !== 'unicast') return false;
    // ipaddr.js calls ::7f00:1 (127.0.0.1 in the old IPv4-compatible form) unicast; public IPv6 is 2000::/3 alone.
    return address.kind() === 'ipv4' || address.match(ipaddr.parse('2000::'), 3);
  };
}

/** A connector for undici that connects to permitted addresses only, with `timeout` in milliseconds. `resolve` asks the name server. */
export function guardedConnector(
  permitted: (address: string) => boolean,
  timeout: number,
  resolve: typeof lookup = lookup,
): buildConnector.connector {
  const refusal = (host: string) => new PrivateAddress(`${host} is, or points to, a private address`);
  const guardedLookup: LookupFunction = (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (addresses.length === 0 || !addresses.every(({ address }) => permitted(address)))
        return callback(refusal(host), []);
      if (options.all) return callback(null, addresses);
      return callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };
  const connect = buildConnector({ lookup: guardedLookup, timeout, allowH2: false });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !permitted(host)) return callback(refusal(host), null);
    return connect(options, callback);
  };
}
