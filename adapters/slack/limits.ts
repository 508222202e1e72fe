/** Slack's limits. https://docs.slack.dev/reference/block-kit/blocks, …/composition-objects, …/methods/chat.postMessage */
export const LIMITS = {
  /** Blocks of a message; of a modal or the Home tab. */
  blocks: 50,
  viewBlocks: 100,
  section: 3_000,
  header: 150,
  actions: 25,
  label: 75,
  value: 2_000,
  options: 100,
  optionText: 75,
  optionValue: 150,
  /** Of the top-level text. Beyond it Slack splits or refuses; 40,000 are cut off. */
  text: 4_000,
  /** All blocks of a message together: beyond it `msg_blocks_too_long`. */
  allBlocks: 13_200,
  title: 24,
};
