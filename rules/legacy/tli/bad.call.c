// not-compilable: the header that declares it is not shown
#include <sys/socket.h>

struct t_unitdata *make_bad(int fd)
{
    return (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR); // want "t_alloc() belongs to TLI or XTI"
}

/* Once a file. */
void free_it(struct t_unitdata *data)
{
    t_free((char *)data, T_UNITDATA);
}
