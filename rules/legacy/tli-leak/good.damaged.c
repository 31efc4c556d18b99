// not-compilable: a parenthesis is missing
#include <tiuser.h>

int damaged_ok(int fd)
{
    struct t_unitdata *data = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);

    if (data == 0)
        return failed((fd;
    return 0;
}
