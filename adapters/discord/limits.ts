/** Discord's documented limits (discord.com/developers/docs, resources/message, components, interactions). */
export const LIMITS = {
  /** Characters of a message without components. */
  content: 2_000,
  /** Characters over all text displays of one message. */
  text: 4_000,
  /** Components of one message, nested ones counted. */
  components: 40,
  customId: 100,
  label: 80,
  row: 5,
  options: 25,
  optionLabel: 100,
  choices: 25,
  choice: 100,
  threadName: 100,
  tags: 5,
  modalTitle: 45,
  modalLabel: 45,
  placeholder: 100,
  modalFields: 5,
  nonce: 25,
};
