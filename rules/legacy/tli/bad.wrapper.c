// not-compilable: the header that declares it is not shown
#include <sys/socket.h>
#include <sys/ioctl.h>

static int ask(int fd, void *name)
{
    return ioctl(fd, TI_GETMYNAME, name); // want "TI_GETMYNAME belongs to TLI or XTI"
}

int through_function(int fd, void *name)
{
    return ask(fd, name);
}
