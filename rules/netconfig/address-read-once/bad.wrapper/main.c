#include <unistd.h>

int serve(void);

int main(void)
{
    if (daemon(0, 0) < 0)
        return 1;
    return serve();
}
