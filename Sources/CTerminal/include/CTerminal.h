#ifndef CTERMINAL_H
#define CTERMINAL_H

/// The width in columns of the terminal behind `descriptor`, or 0 if it is not one or does not say.
int terminal_columns(int descriptor);

#endif
