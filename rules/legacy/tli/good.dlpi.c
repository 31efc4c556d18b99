// not-compilable: for systems with STREAMS
#include <sys/dlpi.h>
#include <stropts.h>

extern void keep(int fd);

void attach_ok(int fd)
{
    keep(fd);
}
