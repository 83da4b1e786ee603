// What must be C: ioctl is variadic and Swift cannot call it, and a signal handler may do no more
// than what POSIX lists as safe there, of which Swift promises nothing.
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

int terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int terminal_rows(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

static struct {
  int input, output;
  const char *enter, *leave;
  size_t enter_length, leave_length;
  struct termios original, raw;
  // A byte in this pipe wakes the one who waits; a flag alone could be set just before it sleeps.
  int pipe[2];
  volatile sig_atomic_t taken;
} terminal = {.pipe = {-1, -1}};

// Signals that end a process, by a person, by the system or by a mistake of ours.
static const int ending[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM, SIGILL,  SIGTRAP,
                             SIGABRT, SIGBUS,  SIGFPE,  SIGSEGV, SIGSYS,  SIGXCPU,
                             SIGXFSZ, SIGALRM, SIGUSR1, SIGUSR2};
enum { ending_count = sizeof ending / sizeof *ending };
// What they did before: the Swift runtime may print where a program crashed.
static struct sigaction before[ending_count];

static void put(const char *text, size_t length) {
  while (length > 0) {
    ssize_t count = write(terminal.output, text, length);
    if (count > 0) {
      text += count;
      length -= (size_t)count;
    } else if (count == 0 || errno != EINTR) {
      return;
    }
  }
}

// Whether the terminal is ours to change: one in the background belongs to the shell.
static int is_foreground(void) { return tcgetpgrp(terminal.input) == getpgrp(); }

static void give_back(void) {
  if (!terminal.taken) {
    return;
  }
  terminal.taken = 0;
  if (is_foreground()) {
    put(terminal.leave, terminal.leave_length);
    // Keys typed ahead are left for the shell.
    tcsetattr(terminal.input, TCSANOW, &terminal.original);
  }
}

// From the background, `tcsetattr` stops the process until it is brought to the foreground.
static void take(void) {
  while (tcsetattr(terminal.input, TCSANOW, &terminal.raw) != 0) {
    if (errno != EINTR) {
      return;
    }
  }
  put(terminal.enter, terminal.enter_length);
  terminal.taken = 1;
}

static void wake(void) {
  ssize_t ignored = write(terminal.pipe[1], "!", 1);
  (void)ignored;
}

static void handle(int signal_number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal_number, &action, NULL);
}

// A signal is blocked while its handler runs, so that this comes back only from a stop.
static void raise_now(int signal_number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal_number);
  raise(signal_number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void end(int signal_number) {
  give_back();
  handle(signal_number, SIG_DFL);
  for (int index = 0; index < ending_count; index++) {
    if (ending[index] == signal_number) {
      sigaction(signal_number, &before[index], NULL);
    }
  }
  raise_now(signal_number);
}

// Whether somebody has asked for an end that is to be kept waiting: 1 not seen yet, 2 seen.
static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number) {
  if (interrupted) {
    // Asked twice, it ends at once.
    end(signal_number);
    return;
  }
  int error = errno;
  interrupted = 1;
  wake();
  errno = error;
}

void terminal_hold_interrupts(void) {
  interrupted = 0;
  for (int index = 0; index < ending_count; index++) {
    if (ending[index] == SIGINT && before[index].sa_handler != SIG_IGN) {
      handle(SIGINT, interrupt);
    }
  }
}

static void stop(int signal_number) {
  int error = errno;
  give_back();
  handle(signal_number, SIG_DFL);
  raise_now(signal_number);
  // Here it goes on, after `fg`.
  handle(signal_number, stop);
  if (!terminal.taken) {
    take();
  }
  wake();
  errno = error;
}

// After a stop that nobody was told of, SIGSTOP, the shell has put its own settings in place.
static void go_on(int signal_number) {
  (void)signal_number;
  int error = errno;
  take();
  wake();
  errno = error;
}

static void resize(int signal_number) {
  (void)signal_number;
  int error = errno;
  wake();
  errno = error;
}

int terminal_take(int input, int output, const char *enter, const char *leave) {
  if (terminal.taken) {
    return 0;
  }
  terminal.input = input;
  terminal.output = output;
  terminal.enter = enter;
  terminal.leave = leave;
  terminal.enter_length = strlen(enter);
  terminal.leave_length = strlen(leave);
  if (tcgetattr(input, &terminal.original) != 0) {
    return -1;
  }
  if (terminal.pipe[0] < 0) {
    if (pipe(terminal.pipe) != 0) {
      return -1;
    }
    for (int side = 0; side < 2; side++) {
      fcntl(terminal.pipe[side], F_SETFL, O_NONBLOCK);
      fcntl(terminal.pipe[side], F_SETFD, FD_CLOEXEC);
    }
  }
  terminal.raw = terminal.original;
  // Keys come one by one and unseen; Ctrl-C and Ctrl-Z keep their meaning (ISIG stays).
  terminal.raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO | IEXTEN);
  terminal.raw.c_lflag |= ISIG;
  terminal.raw.c_iflag &= (tcflag_t) ~(ICRNL | INLCR | IGNCR | IXON | ISTRIP);
  terminal.raw.c_cc[VMIN] = 1;
  terminal.raw.c_cc[VTIME] = 0;
  for (int index = 0; index < ending_count; index++) {
    // What whoever started us wants ignored (nohup) stays ignored.
    if (sigaction(ending[index], NULL, &before[index]) == 0 && before[index].sa_handler != SIG_IGN) {
      handle(ending[index], end);
    }
  }
  handle(SIGTSTP, stop);
  handle(SIGCONT, go_on);
  handle(SIGWINCH, resize);
  take();
  return 0;
}

void terminal_give_back(void) {
  give_back();
  // From here on a signal does what it does to any program.
  for (int index = 0; index < ending_count; index++) {
    struct sigaction current;
    if (sigaction(ending[index], NULL, &current) == 0 && 
        (current.sa_handler == end || current.sa_handler == interrupt)) {
      sigaction(ending[index], &before[index], NULL);
    }
  }
  handle(SIGTSTP, SIG_DFL);
  handle(SIGCONT, SIG_DFL);
  handle(SIGWINCH, SIG_DFL);
}

enum terminal_event terminal_wait(int milliseconds) {
  struct pollfd waiting[2] = {
      {.fd = terminal.input, .events = POLLIN},
      {.fd = terminal.pipe[0], .events = POLLIN},
  };
  for (;;) {
    int count = poll(waiting, 2, milliseconds);
    if (count == 0) {
      return TERMINAL_TIMEOUT;
    }
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      return TERMINAL_CLOSED;
    }
    if (waiting[1].revents & POLLIN) {
      char bytes[64];
      while (read(terminal.pipe[0], bytes, sizeof bytes) > 0) {
      }
      if (interrupted == 1) {
        interrupted = 2;
        return TERMINAL_INTERRUPTED;
      }
      return TERMINAL_REDRAW;
    }
    if (waiting[0].revents & POLLIN) {
      return TERMINAL_INPUT;
    }
    if (waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
      return TERMINAL_CLOSED;
    }
  }
}
