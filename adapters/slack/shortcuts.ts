/** The shortcuts' names, as the manifest registers them. */
export const SHORTCUT = 'who_said_what';
export const MESSAGE_SHORTCUT = 'who_said_what_here';
