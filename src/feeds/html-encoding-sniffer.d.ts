/** The package ships no types. */
declare module 'html-encoding-sniffer' {
  /** The canonical name of the encoding of an HTML document by the standard's sniffing algorithm. */
  export default function sniff(
    bytes: Uint8Array,
    options?: { defaultEncoding?: string; maxPrescanBytes?: number; transportLayerEncodingLabel?: string },
  ): string;
}
