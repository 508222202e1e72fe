/** A story of the invented wire: as it breaks, and what a second paper adds. */

export const CALL = [
  'SEOUL (Coastwire) - North Korea has shipped containers to Russia for a third month, and the pier at Rajin was busy again on Tuesday, the harbour watch group Pier Eye said.',
  '“We counted forty boxes before lunch,” said Moon Se-ri, who runs the group. “Then the fog came in.”',
  'Russia denied receiving weapons from North Korea. The port office in Vladivostok declined to comment.',
  'The ships had their transponders off for most of the week, according to the group, which compares radar pictures with port papers.',
];
export const ADDED =
  'In Oslo, the arms researcher Hedda Lund said North Korea and Russia would need more trains than they have. “Boxes do not walk,” she said.';
