// All kernels for vectors of WIDTH doubles. Not guarded: it is included once for each width.

#include "chains.h"
#include "products.h"
#include "reductions.h"
#include "epochs.h"

#undef VECTOR
#undef FACTOR
#undef TARGET
