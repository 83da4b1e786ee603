#ifndef CTERMINAL_H
#define CTERMINAL_H

/// The width in columns of the terminal behind `descriptor`, or 0 if it is not one or does not say.
int terminal_columns(int descriptor);

/// The height in rows of the terminal behind `descriptor`, or 0 if it is not one or does not say.
int terminal_rows(int descriptor);

/// Takes over the terminal: single keys, no echo, the other screen. Whatever ends or stops the
/// process from here on gives it back first. Returns 0, or -1 if it is not possible.
///
/// `enter` is written now and after every stop, `leave` whenever the terminal is given back; both
/// must last as long as the process does.
int terminal_take(int input, int output, const char *enter, const char *leave);

/// From here on `terminal_wait` tells of the first Ctrl-C; a second one ends the process.
void terminal_hold_interrupts(void);

/// Gives the terminal back as it was.
void terminal_give_back(void);

/// What `terminal_wait` has seen.
enum terminal_event {
  TERMINAL_TIMEOUT = 0,
  TERMINAL_INPUT = 1,
  /// The size may have changed, or the screen was somebody else's for a while: draw it all again.
  TERMINAL_REDRAW = 2,
  /// The terminal is gone.
  TERMINAL_CLOSED = 3,
  /// Ctrl-C, if `terminal_hold_interrupts` was called.
  TERMINAL_INTERRUPTED = 4,
};

/// Waits for input, for so many milliseconds, or for ever if negative.
enum terminal_event terminal_wait(int milliseconds);

#endif
