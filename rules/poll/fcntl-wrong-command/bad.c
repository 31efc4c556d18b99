#include <fcntl.h>
#include <sys/socket.h>

// doc-begin
int no_waiting(int s)
{
    return fcntl(s, F_SETFD, O_NONBLOCK); // want "O_NONBLOCK has no effect"
}
// doc-end

int both_wrong_bad(int s)
{
    int flags = fcntl(s, F_GETFD, 0);

    if (flags < 0)
        return -1;
    return fcntl(s, F_SETFD, flags | O_NONBLOCK); // want "F_SETFD sets only FD_CLOEXEC"
}

int in_steps_bad(int s)
{
    int flags;

    flags = fcntl(s, F_GETFL);
    flags |= O_NONBLOCK;
    return fcntl(s, F_SETFD, flags); // want "Use F_SETFL, with the flags that F_GETFL gives"
}

int inheritance_bad(int s)
{
    return fcntl(s, F_SETFL, FD_CLOEXEC); // want "still passed on by exec()"
}

int creation_bad(int s)
{
    return fcntl(s, F_SETFD, O_CLOEXEC); // want "counts only when a descriptor is opened"
}

int both_kinds_bad(int s)
{
    return fcntl(s, F_SETFL, fcntl(s, F_GETFL, 0) | O_NONBLOCK | FD_CLOEXEC); // want "FD_CLOEXEC is none of the flags that F_SETFL sets"
}

int read_other_bad(int s)
{
    int flags = fcntl(s, F_GETFD, 0);

    return fcntl(s, F_SETFL, flags | O_NONBLOCK); // want "The flags come from F_GETFD"
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    if (fcntl(s, F_SETFD, O_NONBLOCK) < 0) // want "O_NONBLOCK has no effect"
        return -1;
    return s;
}
